ALTER TABLE tickets
  ADD CONSTRAINT tickets_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES requesters (id) ON DELETE SET NULL,
  ADD CONSTRAINT tickets_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES agents (id);
ALTER TABLE messages
  ADD CONSTRAINT messages_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE CASCADE,
  ADD CONSTRAINT messages_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents (id);
ALTER TABLE attachments
  ADD CONSTRAINT attachments_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE;

CREATE INDEX requesters_phone_idx ON requesters (phone);
CREATE INDEX requesters_customer_no_idx ON requesters (customer_no);
CREATE INDEX tickets_requester_id_idx ON tickets (requester_id);
CREATE INDEX tickets_assignee_id_idx ON tickets (assignee_id);
CREATE INDEX messages_ticket_id_idx ON messages (ticket_id);
CREATE INDEX messages_agent_id_idx ON messages (agent_id);
CREATE INDEX attachments_message_id_idx ON attachments (message_id);
