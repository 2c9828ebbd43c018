import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import type { PersonCaller } from '../requests/person.authenticator.js';
import { AnswerCodeDto, AssertionDto, type ProofStatus } from './identity.dto.js';
import { sentOrProblem } from './sending-problem.js';
import { ProvingSteps } from './proving-steps.js';

/** A person shows who she is. */
@ApiTags('person')
@Access('person')
@RateLimit(30)
@Controller('v1/case/proof')
export class PersonProofController {
  constructor(private readonly steps: ProvingSteps) {}

  /** What is asked for, and what has been shown. */
  @Get()
  status(@CurrentCaller() caller: PersonCaller): Promise<ProofStatus> {
    return this.steps.status(caller.id);
  }

  /** Sends a code to the mail address given with the request. */
  @Post('code')
  @HttpCode(202)
  async send(@CurrentCaller() caller: PersonCaller): Promise<{ sent: true }> {
    const sending = await this.steps.sendCode(caller.id);
    if (sending.outcome === 'cannot-help')
      throw new Problem('conflict', {
        detail: 'A code by mail does not suffice for any of your requests; the proof view says what does.',
      });
    return sentOrProblem(sending);
  }

  /** Takes the code. Five attempts a code, five codes a day. */
  @Post('code/answer')
  @HttpCode(200)
  async answer(@CurrentCaller() caller: PersonCaller, @Body() body: AnswerCodeDto): Promise<ProofStatus> {
    const answering = await this.steps.answerCode(caller.id, body.code);
    if (answering.outcome === 'proven') return this.steps.status(caller.id);
    throw new Problem('proof-refused', {
      members: {
        reason: answering.outcome,
        ...(answering.outcome === 'wrong' ? { attemptsLeft: answering.attemptsLeft } : {}),
      },
    });
  }

  /** Takes an assertion of the company's own login. */
  @Post('login')
  @HttpCode(200)
  async login(@CurrentCaller() caller: PersonCaller, @Body() body: AssertionDto): Promise<ProofStatus> {
    const refusal = await this.steps.acceptAssertion(caller.id, body.assertion);
    if (refusal) throw new Problem('proof-refused', { members: { reason: refusal } });
    return this.steps.status(caller.id);
  }
}
