import { Bilingual } from '../datamap/bilingual.dto.js';

export class SystemLine {
  system: string;
  title: Bilingual;
  connector: string;
  controllers: string[];
  /** Of the map in force. */
  version: number;
  /** `file`: its map is changed in the file and only read here. */
  origin: 'file' | 'desk';
  collections: number;
  /** When its live schema was looked at last. */
  surveyedAt: Date | null;
  /** Errands that wait for a person because of it. */
  errands: number;
}

export class SystemsView {
  systems: SystemLine[];
}
