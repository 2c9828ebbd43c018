import type { Law } from './law.js';

/** Who asks whom, as far as the question which law applies is concerned. */
export interface Applicability {
  /** The controller's home law, or several laws that it is known to be under. */
  controllerLaw: string | readonly string[];
  /** Laws that the controller is known not to be under (below California's thresholds, say). */
  notUnder?: readonly string[];
  /** Where the person lives: ISO 3166-1 alpha-2 … */
  country?: string | null;
  /** … and the state, as ISO 3166-2 without the country. */
  state?: string | null;
}

/**
 * Names of the laws that apply: the controller's own, then those that protect the person where she lives. Laws of one
 * family (Germany's and the GDPR that it refines) are one law for her; the controller's own version of it wins, else the
 * closest to her home.
 */
export function applicableLaws(laws: readonly Law[], who: Applicability): string[] {
  const own = typeof who.controllerLaw === 'string' ? [who.controllerLaw] : who.controllerLaw;
  const excluded = new Set(who.notUnder);
  const byResidence = laws
    .filter((law) => !excluded.has(law.id) && protects(law, who))
    // The more a law refines, the closer it is to the person's home.
    .toSorted((a, b) => b.lineage.length - a.lineage.length)
    .map((law) => law.id);
  const families = new Set<string>();
  return [...own, ...byResidence].filter((id) => {
    const family = laws.find((law) => law.id === id)?.family ?? id;
    if (families.has(family)) return false;
    families.add(family);
    return true;
  });
}

function protects(law: Law, who: Applicability): boolean {
  const residence = law.data.applies.residence;
  if (!residence || !who.country || !residence.countries.includes(who.country.toUpperCase())) return false;
  return !residence.states || (!!who.state && residence.states.includes(who.state.toUpperCase()));
}
