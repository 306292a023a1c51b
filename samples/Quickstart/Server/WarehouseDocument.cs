using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Quickstart.Server;

/// <summary>Adds to the OpenAPI document what a client needs to connect: the server and the security scheme.</summary>
internal static class WarehouseDocument
{
    public const string Path = "/openapi/v1.json";
    private const string Scheme = "oauth2";

    public static void AddWarehouseDocument(this IServiceCollection services, Func<Uri> baseAddress) =>
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document, baseAddress());
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                var scopes = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>()
                    .Select(data => data.Policy).OfType<string>();
                operation.Security = [Requirement(context.Document, scopes)];
                return Task.CompletedTask;
            });
        });

    private static void Describe(OpenApiDocument document, Uri baseAddress)
    {
        document.Info = new() { Title = "Warehouse", Version = "1.0", Description = "Products and orders." };
        document.Servers = [new() { Url = baseAddress.GetLeftPart(UriPartial.Authority) }];
        document.AddComponent(Scheme, (IOpenApiSecurityScheme)new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Flows = new()
            {
                ClientCredentials = new()
                {
                    TokenUrl = new(baseAddress, WarehouseAuthorization.TokenPath),
                    Scopes = new Dictionary<string, string>(WarehouseScopes.Described),
                },
            },
        });
        document.Security = [Requirement(document, WarehouseScopes.Described.Keys)];
    }

    private static OpenApiSecurityRequirement Requirement(OpenApiDocument? document, IEnumerable<string> scopes) =>
        new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [.. scopes] };
}
