import type { Stage } from '../ground/simulator.js';
import type { Job } from './records.js';
import { refuse } from '../ground/vendor-error.js';

/** Seconds in which a job waits and then works; the vendor gives none. */
const QUEUED = 5;
const WORKING = 10;
/** https://developer.zendesk.com/api-reference/introduction/rate-limits/#job-limit */
const MOST_JOBS = 30;

/** Background jobs: https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/ */
export class Jobs {
  readonly all = new Map<string, Job>();

  constructor(private readonly stage: Stage) {}

  queue(work: { id: number; run(): void; error?: string }[]): object {
    if ([...this.all.values()].filter((job) => !job.ended).length >= MOST_JOBS) {
      refuse(429, { error: 'TooManyJobs', description: 'Number of allowed jobs exceeded' });
    }
    const job: Job = {
      id: this.stage.numbering.hex('job', 32),
      total: work.length,
      queuedAt: this.stage.clock.now().getTime(),
      message: null,
      results: work.map(({ id, error }) => ({ id, success: error === undefined, ...(error ? { error } : {}) })),
      work: work.filter((one) => one.error === undefined).map((one) => () => one.run()),
      ended: false,
    };
    this.all.set(job.id, job);
    return this.view(job);
  }

  settle(): void {
    const now = this.stage.clock.now().getTime();
    for (const job of this.all.values()) {
      if (job.ended || now < job.queuedAt + (QUEUED + WORKING) * 1000) continue;
      job.ended = true;
      for (const step of job.work) step();
    }
  }

  view(job: Job): object {
    const seconds = (this.stage.clock.now().getTime() - job.queuedAt) / 1000;
    const status = job.ended ? 'completed' : seconds < QUEUED ? 'queued' : 'working';
    return {
      id: job.id,
      url: `${this.stage.url()}/api/v2/job_statuses/${job.id}.json`,
      total: job.total,
      progress: job.ended ? job.total : status === 'working' ? Math.floor(job.total / 2) : null,
      status,
      message: job.ended ? 'Completed at ' + new Date(job.queuedAt + (QUEUED + WORKING) * 1000).toISOString() : null,
      results: job.ended ? job.results : null,
    };
  }
}
