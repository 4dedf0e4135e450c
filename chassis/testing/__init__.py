"""The ground for tests: a real store and a real broker, started and stopped by whoever asks.

`stores.store()` and `brokers.broker()` are context managers. What they start follows
PAMONG_TEST_BACKENDS: `containers` (MongoDB and RabbitMQ by a container engine), `local`
(SecantusDB and a private RabbitMQ of Debian's package), or `auto`, containers where an engine
answers and has or gets the image, else local.
"""
