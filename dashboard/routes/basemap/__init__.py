"""The offline base map: land, coasts, borders and rivers in cells, made when first asked for."""
