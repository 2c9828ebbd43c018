/** Between how many days after the copy a person may let the erasure follow by itself (practice 14). */
export class CopyFirstDaysDto {
  least: number;
  most: number;
}
