"""The shape of requests and answers, and who may make them."""
