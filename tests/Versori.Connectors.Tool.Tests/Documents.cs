namespace Versori.Connectors.Tool.Tests;

/// <summary>Documents and definitions for the tests.</summary>
internal static class Documents
{
    /// <summary>An API of orders with API keys. One parameter has a wrong location, on line 14.</summary>
    public static string Shop(string server = "https://api.shop.example") => $$"""
        {
          "openapi": "3.0.3",
          "info": { "title": "Shop", "version": "1" },
          "servers": [ { "url": "{{server}}" } ],
          "security": [ { "key": [] } ],
          "paths": {
            "/orders": {
              "get": {
                "operationId": "listOrders",
                "summary": "List orders",
                "parameters": [
                  { "name": "limit", "in": "query", "schema": { "type": "integer" } },
                  {
                    "name": "odd", "in": "nowhere",
                    "schema": { "type": "string" }
                  }
                ],
                "responses": { "200": { "description": "Orders", "content": { "application/json": { "schema": {
                  "type": "array", "items": { "$ref": "#/components/schemas/Order" } } } } } }
              },
              "post": {
                "operationId": "createOrder",
                "summary": "Create an order",
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } } },
                "responses": { "201": { "description": "Created" } }
              }
            },
            "/customers": {
              "get": {
                "operationId": "listCustomers",
                "summary": "List customers",
                "responses": { "200": { "description": "Customers" } }
              }
            }
          },
          "components": {
            "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Api-Key" } },
            "schemas": { "Order": { "type": "object", "properties": { "id": { "type": "string" } }, "required": [ "id" ] } }
          }
        }
        """;

    /// <summary>A definition with one endpoint.</summary>
    public static string Definition(string baseUrl = "https://api.shop.example", string path = "/orders") => $$"""
        {
          "id": "shop",
          "title": "Shop",
          "baseUrl": "{{baseUrl}}",
          "authMethods": [
            { "type": "bearer" }
          ],
          "endpoints": [
            { "id": "listOrders", "method": "GET", "path": "{{path}}", "responses": [] },
            { "id": "createOrder", "method": "POST", "path": "{{path}}", "responses": [] }
          ]
        }
        """;
}
