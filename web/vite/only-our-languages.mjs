/**
 * React Aria brings its few own words (“press to select”) in thirty languages. We speak two: the others are left out of
 * the build, which makes each component some kilobytes lighter.
 */
export function onlyOurLanguages() {
  const foreign = /\/react-(?:aria|stately|aria-components)\/dist\/.*intl\/.*\/(?!de-DE|en-US)[a-z]{2}-[A-Z]{2}\.mjs$/;
  return {
    name: 'habeas-only-our-languages',
    enforce: 'pre',
    load: (id) => (foreign.test(id) ? 'export default {};' : null),
  };
}
