CREATE TABLE `install_attempt` (
	`nonce` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `installation` ADD `token_key` text;