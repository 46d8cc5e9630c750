select record.speaks_of_content('integration.message', 'file');
