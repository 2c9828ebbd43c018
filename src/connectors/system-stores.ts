import type { TokenStore } from './kit/credentials/token-store.js';
import { LocalTokens } from './kit/credentials/local-tokens.js';
import type { Budgets } from './kit/http/budget.js';
import type { JobNotes } from './kit/http/job-notes.js';
import { LocalBudgets } from './kit/http/local-budgets.js';
import { LocalJobNotes } from './kit/http/local-job-notes.js';

/** What all who speak with a system share and keep. The service keeps it in its database, see `work/stores`. */
export abstract class SystemStores {
  abstract of(system: string): { budgets: Budgets; tokens: TokenStore; jobs: JobNotes };
}

/** For a process of its own that only looks at systems. */
export class LocalStores extends SystemStores {
  constructor(private readonly now: () => Date) {
    super();
  }

  override of(): ReturnType<SystemStores['of']> {
    return { budgets: new LocalBudgets(this.now), tokens: new LocalTokens(), jobs: new LocalJobNotes() };
  }
}
