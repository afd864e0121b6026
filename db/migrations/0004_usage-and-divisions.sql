CREATE TABLE `usage` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`entry_seq` integer NOT NULL,
	`amount` integer NOT NULL,
	`model` text,
	`failed` integer NOT NULL,
	`cost_micros` integer,
	`currency` text,
	`price_version` text,
	PRIMARY KEY(`tenant`, `id`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `usage_at` ON `usage` (`tenant`,`at`,`kind`);--> statement-breakpoint
ALTER TABLE `person` ADD `division` text;--> statement-breakpoint
CREATE INDEX `case_projection_decided` ON `case_projection` (`tenant`,`decided_at`);--> statement-breakpoint
CREATE INDEX `case_projection_due` ON `case_projection` (`tenant`,`due_at`);