import { IsIn } from 'class-validator';
import { PRINT_FORMS, PRINT_REASONS, type PrintForm, type PrintReason } from './printing.js';

export class PrintDto {
  /** `report`: one printable page. `archive`: the whole package, for a medium that goes with the letter. */
  @IsIn(PRINT_FORMS)
  form: PrintForm;

  /** Why it is taken out; stands in the ledger with who did it. */
  @IsIn(PRINT_REASONS)
  reason: PrintReason;
}
