"""Looking people up: by name, business, product, district or phone number, and all that is known of one of them."""
