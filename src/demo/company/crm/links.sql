-- Beware of contacts_owner_id_fkey: whoever deletes a clerk deletes every contact that the clerk looked after.

ALTER TABLE crm.contacts
  ADD CONSTRAINT contacts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES crm.staff (id) ON DELETE CASCADE,
  ADD CONSTRAINT contacts_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES crm.contacts (id);
ALTER TABLE crm.notes
  ADD CONSTRAINT notes_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES crm.contacts (id),
  ADD CONSTRAINT notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES crm.staff (id);
ALTER TABLE crm.activities
  ADD CONSTRAINT activities_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES crm.contacts (id),
  ADD CONSTRAINT activities_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES crm.staff (id) ON DELETE SET NULL;
ALTER TABLE crm.contact_tags
  ADD CONSTRAINT contact_tags_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES crm.contacts (id);

-- One living contact an address and brand; merged duplicates stay beside it.
CREATE UNIQUE INDEX contacts_brand_email_key ON crm.contacts (brand, email) WHERE merged_into IS NULL;
CREATE INDEX contacts_email_idx ON crm.contacts (email);
CREATE INDEX contacts_phone_idx ON crm.contacts (phone);
CREATE INDEX contacts_customer_no_idx ON crm.contacts (customer_no);
CREATE INDEX contacts_merged_into_idx ON crm.contacts (merged_into);
CREATE INDEX contacts_owner_id_idx ON crm.contacts (owner_id);
CREATE INDEX notes_contact_id_idx ON crm.notes (contact_id);
CREATE INDEX notes_author_id_idx ON crm.notes (author_id);
CREATE INDEX activities_contact_id_idx ON crm.activities (contact_id);
CREATE INDEX activities_staff_id_idx ON crm.activities (staff_id);
