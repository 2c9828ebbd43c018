-- Foreign keys and indexes, made after the rows are in. Beware of orders_customer_id_fkey: a plain DELETE of a customer
-- would take along the invoices that the law keeps for eight years.

ALTER TABLE customers
  ADD CONSTRAINT customers_address_id_fkey FOREIGN KEY (address_id) REFERENCES addresses (id);
ALTER TABLE payment_methods
  ADD CONSTRAINT payment_methods_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;
ALTER TABLE orders
  ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE,
  ADD CONSTRAINT orders_delivery_address_id_fkey FOREIGN KEY (delivery_address_id) REFERENCES addresses (id),
  ADD CONSTRAINT orders_payment_method_id_fkey FOREIGN KEY (payment_method_id)
    REFERENCES payment_methods (id) ON DELETE SET NULL;
ALTER TABLE order_lines
  ADD CONSTRAINT order_lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE;

CREATE INDEX customers_phone_idx ON customers (phone);
CREATE INDEX customers_address_id_idx ON customers (address_id);
CREATE INDEX payment_methods_customer_id_idx ON payment_methods (customer_id);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
CREATE INDEX orders_delivery_address_id_idx ON orders (delivery_address_id);
CREATE INDEX orders_payment_method_id_idx ON orders (payment_method_id);
