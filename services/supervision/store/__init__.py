"""The only room that speaks MongoDB: one module a collection, methods named by what is asked.

Every query's fields are the first ones of an index, in any order, and nothing else: SecantusDB
uses an index for no other query. What remains to be sifted is little, and is sifted here.
"""
