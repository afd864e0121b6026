CREATE INDEX IF NOT EXISTS `message_copy_remote` ON `message_copy` (`tenant`, json_extract(`remote_json`, '$.id'));
