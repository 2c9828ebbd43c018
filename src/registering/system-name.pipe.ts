import { Injectable, type PipeTransform } from '@nestjs/common';
import { Problem } from '../platform/http/problems/problem.js';
import { SYSTEM_NAME } from './registering.dto.js';

/** A system's name in a path. What cannot be one answers as what is not there. */
@Injectable()
export class SystemNamePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!SYSTEM_NAME.test(value)) throw new Problem('not-found');
    return value;
  }
}
