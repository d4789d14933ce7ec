CREATE INDEX "events_by_suppliers" ON "events" USING btree ((actor->>'roomId'),"id") WHERE actor->>'side' = 'supplier';--> statement-breakpoint
CREATE INDEX "messages_posted" ON "messages" USING btree ("room_id","posted_at");--> statement-breakpoint
CREATE INDEX "outbox_parked" ON "outbox" USING btree ("room_id") WHERE state = 'parked';