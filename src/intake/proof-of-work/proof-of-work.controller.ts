import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { RateLimit } from '../../platform/http/rate/rate-limit.guard.js';
import { ChallengesOfWork } from './challenges-of-work.js';
import { WorkParametersDto, WorkChallengeDto } from './proof-of-work.dto.js';

/** Proof of work for those who ask without a key. Self-hosted; nobody is followed by it. */
@ApiTags('portal')
@Controller('v1/portal/challenge')
export class ProofOfWorkController {
  constructor(private readonly challenges: ChallengesOfWork) {}

  /**
   * A challenge (ALTCHA, version 2). Solve it (`solveChallenge` of altcha-lib, best in a worker) and send
   * `base64(JSON {challenge, solution})` as `proofOfWork` with POST /v1/submissions. Good once, for half an hour.
   */
  @Get()
  @Access('public')
  @RateLimit(60)
  async challenge(): Promise<WorkChallengeDto> {
    if (!this.challenges.wanted) throw new Problem('not-found', { detail: 'No proof of work is asked for.' });
    const { parameters, signature } = await this.challenges.create();
    return { parameters: parameters as WorkParametersDto, signature: signature! };
  }
}
