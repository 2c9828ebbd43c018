import type { RedactionJob } from './records.js';
import { fail, missing } from './refusals.js';
import type { World } from './world.js';

/** How long a job validates, redacts and cancels; the vendor gives no times. */
const SECONDS = { validating: 30, redacting: 120, canceling: 10 };
/** "at most 10": https://docs.stripe.com/privacy/redaction */
const MOST_OBJECTS = 10;

/** Jobs that redact customers and what hangs on them: https://docs.stripe.com/api/privacy/redaction-job */
export class Redactions {
  readonly jobs = new Map<string, RedactionJob>();

  constructor(private readonly world: World) {}

  create(customers: string[], behavior: 'error' | 'fix', lying: boolean): RedactionJob {
    if (customers.length === 0)
      fail(400, { code: 'parameter_missing', message: 'Missing required param: objects.', param: 'objects' });
    if (customers.length > MOST_OBJECTS)
      fail(400, { message: `You can only redact up to ${MOST_OBJECTS} objects in one job.`, param: 'objects' });
    for (const id of customers) this.world.customer(id);
    const job: RedactionJob = {
      id: `prj_${this.world.stage.numbering.word('job', 24)}`,
      created: this.world.now(),
      status: 'validating',
      until: this.world.now() + SECONDS.validating,
      validation_behavior: behavior,
      customers,
      errors: [],
      lying,
    };
    this.jobs.set(job.id, job);
    this.world.notifications.tell('privacy.redaction_job.created', redactionView(job));
    return job;
  }

  job(id: string): RedactionJob {
    return this.jobs.get(id) ?? missing('redaction_job', id);
  }

  /** Moves a job on where its status lets it. @throws VendorError 400 */
  move(job: RedactionJob, from: readonly RedactionJob['status'][], to: 'validating' | 'redacting' | 'canceling'): void {
    if (!from.includes(job.status))
      fail(400, { message: `This redaction job is ${job.status}; it must be ${from.join(' or ')}.` });
    job.status = to;
    job.until = this.world.now() + SECONDS[to];
  }

  settle(): void {
    for (const job of this.jobs.values()) {
      if (this.world.now() < job.until) continue;
      if (job.status === 'validating') this.validated(job);
      else if (job.status === 'redacting') this.redacted(job);
      else if (job.status === 'canceling') this.end(job, 'canceled');
    }
  }

  private validated(job: RedactionJob): void {
    const wrong = job.customers.flatMap((id) => this.obstacles(job, id));
    job.errors = wrong.map((one) => ({ id: `prjve_${this.world.stage.numbering.word('error', 24)}`, ...one }));
    job.status = job.errors.length > 0 ? 'failed' : 'ready';
    const what = job.status === 'ready' ? 'ready' : 'validation_error';
    this.world.notifications.tell(`privacy.redaction_job.${what}`, redactionView(job));
  }

  /** A running subscription is ended by `fix`; a dispute and another job are for somebody to resolve. */
  private obstacles(job: RedactionJob, id: string): { code: string; message: string; objectId: string }[] {
    const found: { code: string; message: string; objectId: string }[] = [];
    if (job.validation_behavior === 'error' && this.world.subscribed.has(id)) {
      found.push({ code: 'invalid_state', message: 'The customer has an active subscription.', objectId: id });
    }
    const disputed = [...this.world.charges.values()].find((charge) => charge.customer === id && charge.disputed);
    if (disputed)
      found.push({ code: 'invalid_state', message: 'The charge has an open dispute.', objectId: disputed.id });
    const other = [...this.jobs.values()].find(
      (one) => one !== job && one.customers.includes(id) && ['ready', 'redacting'].includes(one.status),
    );
    if (other) found.push({ code: 'locked_by_other_job', message: `Locked by ${other.id}.`, objectId: id });
    return found;
  }

  private redacted(job: RedactionJob): void {
    for (const id of job.lying ? [] : job.customers) {
      this.world.customers.delete(id);
      this.world.index.remove(id);
      this.world.subscribed.delete(id);
      for (const charge of this.world.charges.values()) if (charge.customer === id) charge.redacted = true;
    }
    this.end(job, 'succeeded');
  }

  private end(job: RedactionJob, status: 'succeeded' | 'canceled'): void {
    job.status = status;
    this.world.notifications.tell(`privacy.redaction_job.${status}`, redactionView(job));
  }
}

export function redactionView(job: RedactionJob): object {
  const { id, created, status, validation_behavior: behavior, customers } = job;
  return {
    id,
    object: 'privacy.redaction_job',
    created,
    livemode: false,
    status,
    validation_behavior: behavior,
    objects: { customers },
  };
}
