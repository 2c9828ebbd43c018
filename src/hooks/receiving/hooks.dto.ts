export class HookReceiptDto {
  /** Events that were new. */
  accepted: number;
  /** Events that had been told before. */
  known: number;
}
