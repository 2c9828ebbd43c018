import { IsIn, ValidateIf } from 'class-validator';
import { REFUSALS } from '../../delivery/answer/decisions.dto.js';
import { EXTENSION_REASONS } from '../../delivery/answer/decisions.js';

export type Extension = keyof typeof EXTENSION_REASONS;
export type Refusal = (typeof REFUSALS)[number];
const REASONS: string[] = [...REFUSALS, ...Object.keys(EXTENSION_REASONS)];

export class PreviewDto {
  /** What is about to be decided. `answer`: what the answer would say if it went out now. */
  @IsIn(['refusal', 'extension', 'answer'])
  decision: 'refusal' | 'extension' | 'answer';

  /** Of a refusal or an extension: the same code that the decision takes. */
  @ValidateIf(({ decision }: PreviewDto) => decision === 'refusal' || decision === 'extension')
  @IsIn(REASONS)
  reason?: string;
}

export class PreviewText {
  subject: string;
  text: string;
  /** One page of its own, nothing loaded from elsewhere; for a sandboxed frame. */
  html: string;
}

export class PreviewedLetter {
  /** Which letter it is: `refusal`, `extension`, `erasure-answer`, … */
  kind: string;
  /** The language in which it goes to the person. */
  locale: string;
  /** `post`: somebody prints and dispatches it. */
  goesBy: 'mail' | 'post';
  de: PreviewText;
  en: PreviewText;
}
