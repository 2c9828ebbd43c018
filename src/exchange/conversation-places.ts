import type { Place } from '../platform/crypto/data-key.js';

/** Where the sealed parts of a conversation lie. */
export const questionPlace = (id: string): Place => ({ table: 'conversation', row: id, column: 'question' });
export const boxPlace = (id: string): Place => ({ table: 'conversation', row: id, column: 'box' });
export const answerPlace = (id: string): Place => ({ table: 'conversation', row: id, column: 'answer' });
export const pagePlace = (id: string, number: number): Place => ({
  table: 'conversation_page',
  row: `${id}/${number}`,
  column: 'sealed',
});
export const filePlace = (id: string): Place => ({ table: 'conversation_file', row: id, column: 'content' });
