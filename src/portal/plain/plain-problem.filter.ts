import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../../platform/logging/log.js';
import { problemOf } from '../../platform/http/problems/problem-of.js';
import type { Problem } from '../../platform/http/problems/problem.js';
import { asPage, part, wholePage } from './plain-page.js';
import { pageLocale, plainTexts, type Say } from './plain-texts.js';

const OWN_WORDS = new Set(['cross-site-request', 'not-found']);

/** How errors leave the plain pages: as a page, in words. What is our fault is logged as everywhere, without its text. */
@Catch()
export class PlainProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
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
      reply.raw.destroy();
      return;
    }
    const lang = pageLocale(
      (request.query as { lang?: unknown } | undefined)?.lang,
      request.headers['accept-language'],
    );
    const t = plainTexts(lang);
    asPage(reply);
    const { retryAfterSeconds } = problem.details;
    if (retryAfterSeconds !== undefined)
      void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))));
    const content = part('problem', lang, { text: wordsFor(problem, t) });
    void reply.status(problem.status).send(wholePage({ lang, title: t('error.title') }, content));
  }
}

function wordsFor({ code, status, details }: Problem, t: Say): string {
  if (code === 'rate-limited')
    return t('error.rate-limited', { seconds: Math.max(1, Math.ceil(details.retryAfterSeconds ?? 60)) });
  if (OWN_WORDS.has(code)) return t(`error.${code}`);
  return t(status >= 500 ? 'error.service' : 'error.any');
}
