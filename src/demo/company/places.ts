/** Towns people of the demo live in: true names, so that addresses read as such; the streets are invented. */
export interface Place {
  city: string;
  postcodes: readonly [number, number];
}

export const GERMAN_PLACES: readonly Place[] = [
  { city: 'Hamburg', postcodes: [20095, 22769] },
  { city: 'Berlin', postcodes: [10115, 14199] },
  { city: 'Bremen', postcodes: [28195, 28779] },
  { city: 'Kiel', postcodes: [24103, 24159] },
  { city: 'Lübeck', postcodes: [23552, 23570] },
  { city: 'Hannover', postcodes: [30159, 30669] },
  { city: 'Köln', postcodes: [50667, 51149] },
  { city: 'Leipzig', postcodes: [4103, 4357] },
  { city: 'Dresden', postcodes: [1067, 1328] },
  { city: 'München', postcodes: [80331, 81929] },
  { city: 'Freiburg im Breisgau', postcodes: [79098, 79117] },
  { city: 'Würzburg', postcodes: [97070, 97084] },
];

export const CALIFORNIAN_PLACES: readonly Place[] = [
  { city: 'Oakland', postcodes: [94601, 94621] },
  { city: 'San Francisco', postcodes: [94102, 94134] },
  { city: 'Sacramento', postcodes: [95811, 95838] },
  { city: 'San Diego', postcodes: [92101, 92131] },
  { city: 'Los Angeles', postcodes: [90001, 90077] },
  { city: 'Truckee', postcodes: [96160, 96162] },
  { city: 'Santa Cruz', postcodes: [95060, 95065] },
  { city: 'Fresno', postcodes: [93701, 93730] },
];
