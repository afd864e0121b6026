CREATE TABLE `case_party` (
	`tenant` text NOT NULL,
	`case_id` text NOT NULL,
	`party_key` text NOT NULL,
	`country` text,
	`role` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_party_case` ON `case_party` (`tenant`,`case_id`);--> statement-breakpoint
CREATE INDEX `case_party_key` ON `case_party` (`tenant`,`party_key`,`case_id`);--> statement-breakpoint
CREATE INDEX `case_party_country` ON `case_party` (`tenant`,`country`,`case_id`);--> statement-breakpoint
CREATE TABLE `case_projection` (
	`tenant` text NOT NULL,
	`case_id` text NOT NULL,
	`number` integer NOT NULL,
	`request_key` text NOT NULL,
	`fold` integer NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`state` text NOT NULL,
	`requester` text NOT NULL,
	`ball` text NOT NULL,
	`disposition` text,
	`decision` text,
	`valid_until` text,
	`due_at` integer,
	`opened_at` integer NOT NULL,
	`decided_at` integer,
	`json` text NOT NULL,
	`search_id` integer NOT NULL,
	PRIMARY KEY(`tenant`, `case_id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_projection_request` ON `case_projection` (`tenant`,`request_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `case_projection_number` ON `case_projection` (`tenant`,`number`);--> statement-breakpoint
CREATE INDEX `case_projection_opened` ON `case_projection` (`tenant`,`opened_at`);--> statement-breakpoint
CREATE INDEX `case_projection_state` ON `case_projection` (`tenant`,`state`,`opened_at`);--> statement-breakpoint
CREATE INDEX `case_projection_requester` ON `case_projection` (`tenant`,`requester`,`opened_at`);--> statement-breakpoint
CREATE INDEX `case_projection_search` ON `case_projection` (`tenant`,`search_id`);--> statement-breakpoint
CREATE TABLE `case_ref` (
	`tenant` text NOT NULL,
	`case_id` text NOT NULL,
	`kind` text NOT NULL,
	`number` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_ref_case` ON `case_ref` (`tenant`,`case_id`);--> statement-breakpoint
CREATE INDEX `case_ref_number` ON `case_ref` (`tenant`,`number`,`case_id`);--> statement-breakpoint
CREATE TABLE `message_copy` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`case_id` text NOT NULL,
	`card` text NOT NULL,
	`place` text NOT NULL,
	`settle` text NOT NULL,
	`state` text NOT NULL,
	`shown_revision` integer NOT NULL,
	`delivery_key` text NOT NULL,
	`remote_json` text,
	`shown` text,
	PRIMARY KEY(`tenant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `message_copy_case` ON `message_copy` (`tenant`,`case_id`);--> statement-breakpoint
CREATE TABLE `activation` (
	`tenant` text NOT NULL,
	`from_at` integer NOT NULL,
	`set_hash` text NOT NULL,
	`entry_seq` integer NOT NULL,
	PRIMARY KEY(`tenant`, `from_at`)
);
--> statement-breakpoint
CREATE TABLE `edition` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`bytes_hash` text NOT NULL,
	`size` integer NOT NULL,
	`stored_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `edition_set` (
	`hash` text PRIMARY KEY NOT NULL,
	`json` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `blob` (
	`tenant` text NOT NULL,
	`hash` text NOT NULL,
	`key_id` text NOT NULL,
	`commitment` text NOT NULL,
	`size` integer NOT NULL,
	`media_type` text NOT NULL,
	PRIMARY KEY(`tenant`, `hash`)
);
--> statement-breakpoint
CREATE INDEX `blob_key` ON `blob` (`tenant`,`key_id`);--> statement-breakpoint
CREATE TABLE `checkpoint` (
	`tenant` text NOT NULL,
	`size` integer NOT NULL,
	`root` blob NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `size`)
);
--> statement-breakpoint
CREATE TABLE `evidence_entry` (
	`tenant` text NOT NULL,
	`seq` integer NOT NULL,
	`id` text NOT NULL,
	`stream` text NOT NULL,
	`pos` integer NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`type` text NOT NULL,
	`type_v` integer NOT NULL,
	`at` text NOT NULL,
	`leaf` text NOT NULL,
	`leaf_hash` blob NOT NULL,
	`key_id` text NOT NULL,
	`body` blob NOT NULL,
	PRIMARY KEY(`tenant`, `seq`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_entry_id` ON `evidence_entry` (`tenant`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_entry_pos` ON `evidence_entry` (`tenant`,`stream`,`pos`);--> statement-breakpoint
CREATE TABLE `stream_head` (
	`tenant` text NOT NULL,
	`stream` text NOT NULL,
	`pos` integer NOT NULL,
	`version` integer NOT NULL,
	`revision` integer NOT NULL,
	`leaf_hash` text NOT NULL,
	PRIMARY KEY(`tenant`, `stream`)
);
--> statement-breakpoint
CREATE TABLE `tenant_log` (
	`tenant` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`root` blob NOT NULL,
	`frontier` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `identity` (
	`tenant` text NOT NULL,
	`platform` text NOT NULL,
	`installation` text NOT NULL,
	`external_id` text NOT NULL,
	`person` text NOT NULL,
	`entry_seq` integer NOT NULL,
	PRIMARY KEY(`tenant`, `platform`, `installation`, `external_id`)
);
--> statement-breakpoint
CREATE INDEX `identity_person` ON `identity` (`tenant`,`person`,`platform`,`installation`);--> statement-breakpoint
CREATE TABLE `person` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`display` text NOT NULL,
	`ended_at` integer,
	`entry_seq` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);
--> statement-breakpoint
CREATE TABLE `place` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`platform` text NOT NULL,
	`installation` text NOT NULL,
	`channel` text NOT NULL,
	`ref_json` text NOT NULL,
	`ended_at` integer,
	`entry_seq` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `place_channel` ON `place` (`tenant`,`platform`,`installation`,`channel`);--> statement-breakpoint
CREATE TABLE `role_grant` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`person` text NOT NULL,
	`role` text NOT NULL,
	`valid_from` integer NOT NULL,
	`valid_to` integer,
	`entry_seq` integer NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `role_grant_person` ON `role_grant` (`tenant`,`person`,`valid_from`);--> statement-breakpoint
CREATE INDEX `role_grant_role` ON `role_grant` (`tenant`,`role`,`valid_from`);--> statement-breakpoint
CREATE TABLE `data_key` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`purpose` text NOT NULL,
	`stream` text NOT NULL,
	`wrapped` blob,
	`public_key` blob,
	`created_at` integer NOT NULL,
	`retired_at` integer,
	`hold` text,
	`shredded_at` integer,
	PRIMARY KEY(`tenant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `data_key_use` ON `data_key` (`tenant`,`purpose`,`stream`,`created_at`);--> statement-breakpoint
CREATE TABLE `installation` (
	`tenant` text NOT NULL,
	`platform` text NOT NULL,
	`external_id` text NOT NULL,
	`tokens_cipher` blob,
	`state` text DEFAULT 'active' NOT NULL,
	PRIMARY KEY(`platform`, `external_id`)
);
--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tenant` (
	`id` text PRIMARY KEY NOT NULL,
	`mode` text NOT NULL,
	`last_case_number` integer DEFAULT 1000 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`tenant` text NOT NULL,
	`platform` text NOT NULL,
	`delivery_key` text NOT NULL,
	`id` text NOT NULL,
	`installation` text NOT NULL,
	`kind` text NOT NULL,
	`mode` text NOT NULL,
	`via` text NOT NULL,
	`received_at` integer NOT NULL,
	`key_id` text NOT NULL,
	`raw_cipher` blob,
	`claims_json` text NOT NULL,
	`answer_json` text,
	PRIMARY KEY(`tenant`, `platform`, `delivery_key`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_id` ON `inbox` (`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`kind` text NOT NULL,
	`lane` text NOT NULL,
	`priority` integer NOT NULL,
	`dedup` text NOT NULL,
	`ref_json` text NOT NULL,
	`state` text NOT NULL,
	`run_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`lease_token` text,
	`intent_at` integer,
	`remote_ref_json` text,
	`last_code` text
);
--> statement-breakpoint
CREATE INDEX `outbox_claim` ON `outbox` (`priority`,`run_at`,`id`) WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`run_at`) WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX `outbox_lease` ON `outbox` (`lease_until`) WHERE state = 'leased';--> statement-breakpoint
CREATE INDEX `outbox_state` ON `outbox` (`state`);