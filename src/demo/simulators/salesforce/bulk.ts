import type { FastifyInstance } from 'fastify';
import { type ObjectName, objectNamed } from './objects.js';
import { fail, notFound } from './refusals.js';
import { ROOT } from './version.js';
import type { World } from './world.js';

type State = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted' | 'Failed';

interface Job {
  id: string;
  object: ObjectName;
  operation: 'delete' | 'hardDelete';
  state: State;
  rows: string[];
  queuedAt: number;
  kind: string;
  succeeded: string[];
  failed: { id: string; error: string }[];
}

/** Seconds a job waits and works; the vendor gives none. */
const QUEUED = 10;
const WORKING = 60;
const creation = {
  type: 'object',
  required: ['object', 'operation'],
  additionalProperties: false,
  properties: {
    object: { type: 'string' },
    operation: { type: 'string' },
    contentType: { enum: ['CSV'] },
    lineEnding: { enum: ['LF', 'CRLF'] },
    columnDelimiter: { enum: ['COMMA'] },
  },
};

/** Bulk API 2.0: https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0_ingest.htm */
export class BulkJobs {
  /** The permission "Bulk API Hard Delete", which nobody has unless it is given. */
  mayHardDelete = false;
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly world: World) {}

  routes(app: FastifyInstance): void {
    const path = `${ROOT}/jobs/ingest`;
    app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    app.post<{ Body: { object: string; operation: string } }>(path, { schema: { body: creation } }, (request) =>
      this.view(this.create(request.body)),
    );
    app.put<{ Params: { id: string }; Body: string }>(`${path}/:id/batches`, (request, reply) => {
      const job = this.job(request.params.id);
      if (job.state !== 'Open' || job.rows.length > 0)
        fail(400, 'INVALIDJOBSTATE', 'Data can be uploaded once, while the job is Open');
      const [head = '', ...rows] = request.body.split(/\r?\n/).map((line) => line.trim().replaceAll('"', ''));
      if (head.toLowerCase() !== 'id') fail(400, 'INVALIDBATCH', "Only the column 'Id' is allowed for deletion");
      job.rows = rows.filter(Boolean);
      return reply.code(201).send();
    });
    app.patch<{ Params: { id: string }; Body: { state?: string } }>(`${path}/:id`, (request) => {
      const job = this.job(request.params.id);
      const { state } = request.body ?? {};
      if (state !== 'UploadComplete' && state !== 'Aborted')
        return fail(400, 'INVALIDJOBSTATE', 'state must be UploadComplete or Aborted');
      if (job.state !== 'Open') fail(400, 'INVALIDJOBSTATE', `The job is ${job.state}`);
      Object.assign(job, {
        state,
        queuedAt: this.world.stage.clock.now().getTime(),
        kind: this.world.stage.modes.of(request),
      });
      return this.view(job);
    });
    app.get<{ Params: { id: string } }>(`${path}/:id`, (request) => this.view(this.job(request.params.id)));
    app.get<{ Params: { id: string } }>(`${path}/:id/successfulResults`, (request, reply) => {
      const lines = this.job(request.params.id).succeeded.map((id) => `"${id}","false","${id}"`);
      return reply.type('text/csv').send(['"sf__Id","sf__Created","Id"', ...lines, ''].join('\n'));
    });
    app.get<{ Params: { id: string } }>(`${path}/:id/failedResults`, (request, reply) => {
      const lines = this.job(request.params.id).failed.map(({ id, error }) => `"","${error}","${id}"`);
      return reply.type('text/csv').send(['"sf__Id","sf__Error","Id"', ...lines, ''].join('\n'));
    });
  }

  settle(): void {
    for (const job of this.jobs.values()) {
      const seconds = (this.world.stage.clock.now().getTime() - job.queuedAt) / 1000;
      if (job.state === 'UploadComplete' && seconds >= QUEUED) job.state = 'InProgress';
      if (job.state === 'InProgress' && seconds >= QUEUED + WORKING) this.end(job);
    }
  }

  private create({ object, operation }: { object: string; operation: string }): Job {
    const type =
      objectNamed(object) ?? fail(400, 'INVALIDENTITY', `Entity '${object}' is not supported by the Bulk API.`);
    if (operation === 'hardDelete' && !this.mayHardDelete) {
      fail(
        400,
        'FEATURENOTENABLED',
        'hardDelete operation requires special user profile permission, please contact your system administrator',
      );
    }
    if (operation !== 'delete' && operation !== 'hardDelete')
      return fail(400, 'INVALIDOPERATION', `${operation} is not simulated`);
    const id = `750${this.world.stage.numbering.hex('job', 15)}`;
    const job: Job = {
      id,
      object: type,
      operation,
      state: 'Open',
      rows: [],
      queuedAt: 0,
      kind: 'healthy',
      succeeded: [],
      failed: [],
    };
    this.jobs.set(id, job);
    return job;
  }

  private job(id: string): Job {
    return this.jobs.get(id) ?? notFound();
  }

  /** Row by row; a row that fails does not keep the job from being complete. */
  private end(job: Job): void {
    job.state = job.kind === 'half-done' ? 'Failed' : 'JobComplete';
    const rows = job.kind === 'half-done' ? job.rows.slice(0, Math.ceil(job.rows.length / 2)) : job.rows;
    for (const id of rows) {
      const record = this.world.find(id);
      const gone = !record || (record.IsDeleted && job.operation === 'delete');
      const error = gone
        ? 'ENTITY_IS_DELETED:entity is deleted:--'
        : record.type === job.object
          ? this.world.obstacle(record)
          : 'INVALID_ID_FIELD';
      if (error !== null || !record) {
        job.failed.push({ id, error: error ?? '' });
        continue;
      }
      job.succeeded.push(record.Id);
      if (job.kind === 'lying') continue;
      if (job.operation === 'hardDelete') this.world.destroy(record);
      else this.world.bin(record);
    }
  }

  private view(job: Job): object {
    const { id, object, operation, state, succeeded, failed } = job;
    const processed = succeeded.length + failed.length;
    return {
      id,
      object,
      operation,
      state,
      contentType: 'CSV',
      lineEnding: 'LF',
      columnDelimiter: 'COMMA',
      jobType: 'V2Ingest',
      apiVersion: 62,
      numberRecordsProcessed: processed,
      numberRecordsFailed: failed.length,
      contentUrl: `${ROOT.slice(1)}/jobs/ingest/${id}/batches`,
    };
  }
}
