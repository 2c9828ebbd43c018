import { LedgerCheckpointRow } from './ledger-checkpoint.entity.js';
import { CheckpointMailing } from './checkpoint-mailing.entity.js';
import { LedgerVerification } from './ledger-verification.entity.js';
import { LedgerEntryRow } from './ledger-entry.entity.js';
import { LedgerLeafRow } from './ledger-leaf.entity.js';
import { LedgerNodeRow } from './ledger-node.entity.js';
import { LedgerPendingRow } from './ledger-pending.entity.js';

export const ledgerEntities = [
  LedgerEntryRow,
  LedgerPendingRow,
  LedgerLeafRow,
  LedgerNodeRow,
  LedgerCheckpointRow,
  LedgerVerification,
  CheckpointMailing,
];

/** To these the application may only add. */
export const ledgerAppendOnlyTables = ['ledger_entry', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint'];
