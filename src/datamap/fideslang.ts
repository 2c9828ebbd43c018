/**
 * The data categories of Fideslang 3.2 (https://ethyca.github.io/fideslang/taxonomy/data_categories/), by their keys.
 * A category covers those below it: `user.contact` covers `user.contact.email`, but `user.cont` covers nothing.
 */
const CATEGORIES = `
system system.authentication system.operations
user
user.account user.account.username
user.authorization user.authorization.biometrics user.authorization.credentials user.authorization.password
user.behavior user.behavior.browsing_history user.behavior.media_consumption user.behavior.purchase_history
user.behavior.search_history
user.biometrics user.biometrics.fingerprint user.biometrics.retinal user.biometrics.voice
user.children user.children.children_under_thirteen user.children.thirteen_to_sixteen
user.contact
user.contact.address user.contact.address.city user.contact.address.country user.contact.address.mailing_address
user.contact.address.postal_code user.contact.address.state user.contact.address.street
user.contact.email user.contact.fax_number user.contact.phone_number user.contact.social_url
user.content user.content.private user.content.public user.content.self_image
user.criminal_history
user.demographic user.demographic.age_range user.demographic.citizenship_or_immigration_status
user.demographic.date_of_birth user.demographic.gender user.demographic.language user.demographic.marital_status
user.demographic.philosophical_belief user.demographic.political_opinion user.demographic.profile
user.demographic.protected_classifications user.demographic.race_ethnicity user.demographic.religious_belief
user.demographic.sexual_orientation user.demographic.union_membership
user.device user.device.cookie user.device.cookie_id user.device.device_id user.device.ip_address user.device.sensor
user.device.telemetry
user.financial user.financial.bank_account user.financial.credit_card
user.government_id user.government_id.birth_certificate user.government_id.drivers_license_number
user.government_id.immigration user.government_id.national_identification_number user.government_id.passport_number
user.government_id.vehicle_registration
user.health user.health.baby_formula user.health.condition user.health.genetic user.health.insurance_beneficiary_id
user.health.maternity_clothing user.health.medical_diagnosis user.health.medications user.health.prescriptions
user.health.record_id user.health.reproductive_or_sexual user.health.social_psychological_behavioral
user.health.symptons user.health.treatment
user.location user.location.coarse user.location.precise
user.name user.name.first user.name.last
user.payment
user.privacy_preferences
user.professional_information user.professional_information.job_title user.professional_information.workplace
user.settings
user.social_activity
user.unique_id user.unique_id.deterministic user.unique_id.probablistic
`;

/** Every current category. (`symptons` and `probablistic` are spelt so in the taxonomy.) */
export const categories: ReadonlySet<string> = new Set(CATEGORIES.trim().split(/\s+/));

/** Keys of earlier versions of the taxonomy → what replaced them in 3.2. */
export const replacedCategories: ReadonlyMap<string, string> = new Map([
  ['user.account.settings', 'user.settings'],
  ['user.authorization.biometric', 'user.authorization.biometrics'],
  ['user.biometric', 'user.biometrics'],
  ['user.biometric.fingerprint', 'user.biometrics.fingerprint'],
  ['user.biometric.health', 'user.biometrics'],
  ['user.biometric.retinal', 'user.biometrics.retinal'],
  ['user.biometric.voice', 'user.biometrics.voice'],
  ['user.childrens', 'user.children'],
  ['user.contact.organization', 'user.contact'],
  ['user.contact.url', 'user.contact.social_url'],
  ['user.financial.account_number', 'user.financial.bank_account'],
  ['user.health_and_medical', 'user.health'],
  ['user.health_and_medical.genetic', 'user.health.genetic'],
  ['user.health_and_medical.insurance_beneficiary_id', 'user.health.insurance_beneficiary_id'],
  ['user.health_and_medical.record_id', 'user.health.record_id'],
  ['user.job_title', 'user.professional_information.job_title'],
  ['user.location.imprecise', 'user.location.coarse'],
  ['user.sensor', 'user.device.sensor'],
  ['user.social', 'user.social_activity'],
  ['user.telemetry', 'user.device.telemetry'],
  ['user.unique_id.pseudonymous', 'user.unique_id'],
  ['user.user_sensor', 'user.device.sensor'],
  ['user.workplace', 'user.professional_information.workplace'],
]);

/** Is the category the prefix itself or below it, dot by dot? */
export function categoryMatches(category: string, prefix: string): boolean {
  return category === prefix || category.startsWith(`${prefix}.`);
}

/** The category itself, what replaced it, or the nearest known one above it; null when not even the first part is known. */
export function knownCategory(category: string): string | null {
  if (categories.has(category)) return category;
  const replaced = replacedCategories.get(category);
  if (replaced) return replaced;
  const dot = category.lastIndexOf('.');
  return dot < 0 ? null : knownCategory(category.slice(0, dot));
}

/** Does the category say something about a person? (`system.*` does not.) */
export function isPersonal(category: string): boolean {
  return categoryMatches(category, 'user');
}

/** From the least to the most at stake. */
export const SENSITIVITIES = ['ordinary', 'financial', 'special'] as const;

export type Sensitivity = (typeof SENSITIVITIES)[number];

/** How much is at stake if the wrong person reads it: decides how sure we must be who asks. */
const SENSITIVITY: readonly { prefix: string; sensitivity: Sensitivity; because: string }[] = [
  { prefix: 'user.health', sensitivity: 'special', because: 'Art. 9(1) GDPR: health, genetic data' },
  { prefix: 'user.biometrics', sensitivity: 'special', because: 'Art. 9(1) GDPR: biometric data' },
  { prefix: 'user.authorization.biometrics', sensitivity: 'special', because: 'Art. 9(1) GDPR: biometric data' },
  { prefix: 'user.criminal_history', sensitivity: 'special', because: 'Art. 10 GDPR' },
  { prefix: 'user.demographic.political_opinion', sensitivity: 'special', because: 'Art. 9(1) GDPR' },
  { prefix: 'user.demographic.race_ethnicity', sensitivity: 'special', because: 'Art. 9(1) GDPR' },
  { prefix: 'user.demographic.religious_belief', sensitivity: 'special', because: 'Art. 9(1) GDPR' },
  { prefix: 'user.demographic.philosophical_belief', sensitivity: 'special', because: 'Art. 9(1) GDPR' },
  { prefix: 'user.demographic.union_membership', sensitivity: 'special', because: 'Art. 9(1) GDPR' },
  { prefix: 'user.demographic.sexual_orientation', sensitivity: 'special', because: 'Art. 9(1) GDPR' },
  {
    prefix: 'user.demographic.protected_classifications',
    sensitivity: 'special',
    because: 'may hold any of Art. 9(1)',
  },
  {
    prefix: 'user.demographic.citizenship_or_immigration_status',
    sensitivity: 'special',
    because: 'Cal. Civ. Code 1798.140(ae)',
  },
  { prefix: 'user.government_id', sensitivity: 'financial', because: 'identity theft: as payment data' },
  { prefix: 'user.authorization', sensitivity: 'financial', because: 'opens accounts: as payment data' },
  { prefix: 'user.financial', sensitivity: 'financial', because: 'payment data' },
  { prefix: 'user.payment', sensitivity: 'financial', because: 'payment data' },
];

/** The highest of the categories. Old keys count as what replaced them; unknown ones below a known one count as that. */
export function highestSensitivity(all: Iterable<string>): Sensitivity {
  let highest = 0;
  for (const given of all) {
    const category = knownCategory(given) ?? given;
    for (const row of SENSITIVITY) {
      if (categoryMatches(category, row.prefix)) highest = Math.max(highest, SENSITIVITIES.indexOf(row.sensitivity));
    }
  }
  return SENSITIVITIES[highest]!;
}
