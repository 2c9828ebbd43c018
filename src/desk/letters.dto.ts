export class LetterView {
  id: string;
  kind: string;
  locale: string;
  state: string;
  subject: string;
  text: string;
  /** For printing: one page of its own, nothing loaded from elsewhere. */
  html: string;
}
