import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../logging/log.js';
import { problemOf } from './problem-of.js';
import type { Problem } from './problem.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The one way an error leaves: as a problem document. What is our fault is logged, without its text. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      this.log.error('Request failed', {
        code: problem.code,
        method: request.method,
        route: request.routeOptions?.url,
        error: problem.details.cause ?? problem,
      });
    }
    if (reply.sent || reply.raw.headersSent) {
      // Half a download is out already: a broken connection says so, a well-formed end would not.
      reply.raw.destroy();
      return;
    }
    sendProblem(problem, request, reply);
  }
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  const { retryAfterSeconds } = problem.details;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  // A text, since Nest's adapter and Fastify's serialisers would each like to name the type themselves.
  reply
    .status(problem.status)
    .header('content-type', PROBLEM_TYPE)
    .send(JSON.stringify(problem.document(request.id)));
}
