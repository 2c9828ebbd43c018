import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Access } from '../access/access.js';
import { Problem } from '../problems/problem.js';

/** The document, once the application that it describes is whole. */
@Injectable()
export class OpenApiDocument {
  document?: OpenAPIObject;
}

@ApiExcludeController()
@Access('public')
@Controller()
export class OpenApiController {
  constructor(private readonly holder: OpenApiDocument) {}

  @Get('openapi.json')
  read(): OpenAPIObject {
    if (!this.holder.document) throw new Problem('try-again');
    return this.holder.document;
  }
}
