import type { FastifyInstance } from 'fastify';
import type { BulkJob } from './records.js';
import { invalid, notFound } from './refusals.js';
import type { World } from './world.js';

/** Seconds until a job is over; the vendor gives none. */
const DURATION = 60;
const MOST = 100;

/** `POST /contacts/bulk/delete` (preview): github.com/intercom/Intercom-OpenAPI, descriptions/0. */
export class BulkDeletions {
  private readonly jobs = new Map<string, BulkJob>();

  constructor(private readonly world: World) {}

  routes(app: FastifyInstance): void {
    const { world } = this;
    app.post<{ Body?: { contacts?: unknown; job?: { id: string } } }>('/contacts/bulk/delete', (request, reply) => {
      const ids = idsOf(request.body?.contacts);
      const job = this.open(request.body?.job?.id);
      const kind = world.stage.modes.of(request);
      const kept = kind === 'half-done' ? ids.slice(0, Math.ceil(ids.length / 2)) : ids;
      job.failed += ids.length - kept.length;
      job.tasks.push({ id: `task_v2_${world.stage.numbering.next('task')}`, ids: kept, lying: kind === 'lying' });
      return reply.code(202).send(this.view(job));
    });
    app.get<{ Params: { id: string } }>('/contacts/bulk/:id', (request) => this.view(this.job(request.params.id)));
  }

  settle(): void {
    for (const job of this.jobs.values()) {
      if (job.ended || this.world.now() < job.createdAt + DURATION) continue;
      job.ended = true;
      for (const { ids, lying } of job.tasks) {
        for (const id of lying ? [] : ids) {
          const contact = this.world.contacts.get(id);
          if (contact) this.world.delete(contact);
          else job.failed += 1;
        }
      }
    }
  }

  private open(id: string | undefined): BulkJob {
    if (id !== undefined) {
      const job = this.job(id);
      return job.ended ? invalid(`job ${id} is closed for new task updates`, 'forbidden', 403) : job;
    }
    const job: BulkJob = {
      id: `job_v2_${this.world.stage.numbering.next('job')}`,
      createdAt: this.world.now(),
      tasks: [],
      failed: 0,
      ended: false,
    };
    this.jobs.set(job.id, job);
    return job;
  }

  private job(id: string): BulkJob {
    return this.jobs.get(id) ?? notFound(`job ${id} not found`, 'job_not_found');
  }

  private view(job: BulkJob): object {
    const ended = job.ended ? job.createdAt + DURATION : null;
    const state = job.ended ? (job.failed > 0 ? 'completed_with_errors' : 'completed') : 'running';
    return {
      id: job.id,
      type: 'contacts.bulk.job',
      state,
      created_at: job.createdAt,
      updated_at: ended ?? job.createdAt,
      completed_at: ended,
      tasks: job.tasks.map(({ id, ids }) => ({
        id,
        item_count: ids.length,
        state: job.ended ? state : 'pending',
        created_at: job.createdAt,
        started_at: job.ended ? job.createdAt : null,
        completed_at: ended,
      })),
      url: `${this.world.stage.url()}/contacts/bulk/${job.id}`,
    };
  }
}

function idsOf(contacts: unknown): string[] {
  if (contacts === undefined) return invalid('contacts field must be supplied', 'field_not_found', 422);
  if (!Array.isArray(contacts)) return invalid('contacts must be an array', 'type_mismatch', 422);
  if (contacts.length > MOST)
    return invalid(`maximum number of contacts per request is ${MOST}`, 'parameter_invalid', 422);
  return contacts.map((contact: unknown) => {
    if (typeof contact !== 'object' || contact === null)
      return invalid('each contact must be an object', 'type_mismatch', 422);
    if (!('id' in contact) || typeof contact.id !== 'string')
      return invalid('contacts must be identified by id', 'field_not_found', 422);
    return contact.id;
  });
}
