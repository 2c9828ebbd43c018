import { Module } from '@nestjs/common';
import { Office } from './office.js';
import { StaffAuthenticator } from './staff.authenticator.js';

@Module({ providers: [Office, StaffAuthenticator], exports: [Office] })
export class PeopleModule {}
