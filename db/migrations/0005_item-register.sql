CREATE TABLE `item` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`maker_key` text NOT NULL,
	`part_key` text NOT NULL,
	`revision` text NOT NULL,
	`eccn` text,
	`paragraph` text,
	`jurisdiction` text,
	`kind` text,
	`set_hash` text,
	`re_review_at` text,
	`entry_seq` integer NOT NULL,
	`version` integer NOT NULL,
	`fold` integer NOT NULL,
	`json` text NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_key` ON `item` (`tenant`,`maker_key`,`part_key`,`revision`);--> statement-breakpoint
CREATE INDEX `item_part` ON `item` (`tenant`,`part_key`);--> statement-breakpoint
CREATE INDEX `item_due` ON `item` (`tenant`,`re_review_at`);--> statement-breakpoint
CREATE TABLE `item_alias` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`maker_key` text NOT NULL,
	`part_key` text NOT NULL,
	`revision` text NOT NULL,
	PRIMARY KEY(`tenant`, `part_key`, `maker_key`, `revision`, `id`)
);
--> statement-breakpoint
CREATE INDEX `item_alias_item` ON `item_alias` (`tenant`,`id`);--> statement-breakpoint
CREATE TABLE `item_word` (
	`tenant` text NOT NULL,
	`word` text NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`tenant`, `word`, `id`)
);
--> statement-breakpoint
CREATE INDEX `item_word_item` ON `item_word` (`tenant`,`id`);