import { Transform } from 'class-transformer';
import { IsDate, IsIn } from 'class-validator';
import { momentOf } from '../moment-of.js';
import { RECEIPT_REASONS, type ReceiptReason } from './receipt-corrections.js';

export class CorrectReceiptDto {
  /** When it truly arrived, unread or not. Never in the future. */
  @Transform(({ value }) => momentOf(value))
  @IsDate()
  receivedAt: Date;

  /** Why the recorded date was wrong. */
  @IsIn(RECEIPT_REASONS)
  reason: ReceiptReason;
}
