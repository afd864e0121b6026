-- Triggers and partial unique indexes that drizzle does not know. Run after every migrate (a table rebuild drops them
-- silently) and compared word by word at every start. SQLite fires no delete trigger for REPLACE, so an insert is
-- refused when any unique key of the new row exists already, the hidden rowid among them.

create trigger evidence_entry_dense before insert on evidence_entry
when new.seq is not (select size from tenant_log where tenant = new.tenant)
  or exists (select 1 from evidence_entry where tenant = new.tenant and seq = new.seq)
  or exists (select 1 from evidence_entry where tenant = new.tenant and id = new.id)
  or exists (select 1 from evidence_entry where tenant = new.tenant and stream = new.stream and pos = new.pos)
  or exists (select 1 from evidence_entry where rowid = new.rowid)
begin select raise(abort, 'evidence is append-only'); end
--> statement-breakpoint
create trigger evidence_entry_counted after insert on evidence_entry
begin update tenant_log set size = new.seq + 1 where tenant = new.tenant; end
--> statement-breakpoint
create trigger evidence_entry_fixed before update on evidence_entry
begin select raise(abort, 'evidence is append-only'); end
--> statement-breakpoint
create trigger evidence_entry_kept before delete on evidence_entry
begin select raise(abort, 'evidence is append-only'); end
--> statement-breakpoint
create trigger tenant_log_once before insert on tenant_log
when new.size is not 0
  or exists (select 1 from tenant_log where tenant = new.tenant)
  or exists (select 1 from tenant_log where rowid = new.rowid)
begin select raise(abort, 'a log begins once and empty'); end
--> statement-breakpoint
create trigger tenant_log_forward before update on tenant_log
when new.tenant is not old.tenant or new.rowid is not old.rowid
  or (new.size is not old.size
    and new.size is not (select max(seq) + 1 from evidence_entry where tenant = new.tenant))
begin select raise(abort, 'a log counts its entries'); end
--> statement-breakpoint
create trigger tenant_log_kept before delete on tenant_log
begin select raise(abort, 'a log is never dropped'); end
--> statement-breakpoint
create trigger checkpoint_once before insert on checkpoint
when exists (select 1 from checkpoint where tenant = new.tenant and size = new.size)
  or exists (select 1 from checkpoint where rowid = new.rowid)
begin select raise(abort, 'a checkpoint is signed once'); end
--> statement-breakpoint
create trigger checkpoint_fixed before update on checkpoint
begin select raise(abort, 'a checkpoint is signed once'); end
--> statement-breakpoint
create trigger checkpoint_kept before delete on checkpoint
begin select raise(abort, 'a checkpoint is signed once'); end
--> statement-breakpoint
create unique index outbox_lane_one on outbox (tenant, lane) where state = 'leased'
--> statement-breakpoint
create unique index outbox_dedup on outbox (tenant, kind, dedup) where state = 'ready'
--> statement-breakpoint
create unique index data_key_active on data_key (tenant, purpose, stream) where shredded_at is null and retired_at is null
