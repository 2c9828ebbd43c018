import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../platform/http/access/access.js';
import { DetectionRulesView } from './detection.dto.js';
import { ruleBook } from './rules/our-rules.js';

/** Why a message was held before a person, in words. */
@ApiTags('hooks')
@Controller('v1/detection')
export class DetectionController {
  /** The rules in force, with their weights and thresholds. */
  @Get('rules')
  @Access('staff', { may: 'shadow.read' })
  rules(): DetectionRulesView {
    const { version, review, thresholds, rules } = ruleBook();
    return { version, review, ...thresholds, rules: rules.map(({ id, weight, says }) => ({ id, weight, says })) };
  }
}
