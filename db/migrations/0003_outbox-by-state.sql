DROP INDEX IF EXISTS `outbox_state`;--> statement-breakpoint
CREATE INDEX `outbox_done` ON `outbox` (`run_at`) WHERE state = 'done';--> statement-breakpoint
CREATE INDEX `outbox_dead` ON `outbox` (`run_at`) WHERE state = 'dead';