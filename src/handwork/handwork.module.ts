import { Module } from '@nestjs/common';
import { ExchangeModule } from '../exchange/exchange.module.js';
import { LettersModule } from '../letters/letters.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { WorkModule } from '../work/work.module.js';
import { ConversationsController } from './conversations.controller.js';
import { OwnerLetters } from './owner-letters.js';
import { OwnerLinks } from './owner-links.js';
import { OwnerLinksController } from './owner-links.controller.js';
import { OwnerReminders } from './owner-reminders.js';
import { OwnerTasks } from './owner-tasks.js';
import { Owners } from './owners.js';
import { OwnersController } from './owners.controller.js';
import { TellHandler } from './tell.handler.js';

/** Systems that somebody works by hand: she is written to, reminded, and her answer is known for what it is. */
@Module({
  imports: [ExchangeModule, LettersModule, RequestsModule, WorkModule],
  controllers: [ConversationsController, OwnersController, OwnerLinksController],
  providers: [OwnerLetters, OwnerLinks, Owners, OwnerTasks, OwnerReminders, TellHandler],
  exports: [OwnerReminders],
})
export class HandworkModule {}
