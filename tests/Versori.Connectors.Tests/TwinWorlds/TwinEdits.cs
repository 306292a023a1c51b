using System.Globalization;

namespace Versori.Connectors.Tests.TwinWorlds;

/// <summary>Edits of a definition that must not affect existing connections.</summary>
internal static class TwinEdits
{
    private static readonly OAuth2Grant[] Grants = Enum.GetValues<OAuth2Grant>();

    private static readonly OAuth2ClientAuthentication[] Authentications =
        Enum.GetValues<OAuth2ClientAuthentication>();

    public static ConnectorDefinition Apply(TwinAction action, ConnectorDefinition definition, Random random) =>
        action switch
        {
            TwinAction.EditClient => EditOAuth2(definition, random, method => method with { ClientId = Name(random) }),
            TwinAction.EditUrls => EditUrls(definition, random),
            TwinAction.EditGrant => EditOAuth2(definition, random, method => method with
            {
                Grant = Grants[random.Next(Grants.Length)],
                ClientAuthentication = Authentications[random.Next(Authentications.Length)],
                Scopes = [Name(random)],
                UseDpop = random.Next(2) == 0,
            }),
            TwinAction.EditSettings => EditOne(definition, random, Settings),
            TwinAction.AddMethod => definition with
            {
                AuthMethods = [.. definition.AuthMethods, Other(random) with { Id = Name(random) }],
            },
            TwinAction.ReplaceMethod => EditOne(
                definition, random, (method, _) => Other(random) with { Id = method.Id }),
            TwinAction.DeleteMethod => Delete(definition, random),
            TwinAction.EditAlternatives => EditAlternatives(definition, random),
            TwinAction.EditInputs => EditInputs(definition, random),
            TwinAction.MoveBase => definition with
            {
                BaseUrl = random.Next(3) switch
                {
                    0 => "https://files.twin.example/moved",
                    1 => "https://{account}.moved.example",
                    _ => TwinDefinition.BaseUrl($"https://{Name(random)}.moved.example", "v9"),
                },
            },
            TwinAction.MoveEndpoint => MoveEndpoint(definition, random),
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        };

    /// <summary>A plan that needs more endpoints of the connector.</summary>
    public static IntegrationPlan Plan(ConnectorDefinition definition, Random random)
    {
        var name = Name(random);
        var planned = definition with
        {
            AuthMethods =
            [
                .. definition.AuthMethods.Select(method => method is OAuth2Auth oauth
                    ? oauth with { Scopes = [.. oauth.Scopes, name] }
                    : method),
                .. random.Next(2) == 0 ? Array.Empty<AuthMethod>() : [Other(random) with { Id = name }],
            ],
            Endpoints =
            [
                new() { Id = name, Method = "GET", Path = "/planned", BaseUrl = $"https://{name}.planned.example" },
            ],
        };
        return new() { Connectors = [new() { TemplateName = name, Definition = planned }] };
    }

    public static string Name(Random random) => string.Create(CultureInfo.InvariantCulture, $"n{random.Next(1000)}");

    private static ConnectorDefinition EditUrls(ConnectorDefinition definition, Random random)
    {
        var host = $"https://{Name(random)}.other.example";
        return EditOne(definition, random, (method, _) => method switch
        {
            OAuth2Auth oauth => oauth with
            {
                TokenUrl = $"{host}/token",
                RefreshUrl = random.Next(2) == 0 ? $"{host}/refresh" : null,
                RevocationUrl = $"{host}/revoke",
            },
            SessionTokenAuth session => session with
            {
                SignIn = [.. session.SignIn.Select(request => request with { Url = $"{host}/token" })],
            },
            ApiKeyAuth key => key with
            {
                Placements = [new() { Name = "X-Other", Value = $"{{{key.Fields[0].Name}}}" }],
            },
            _ => method,
        });
    }

    private static AuthMethod Settings(AuthMethod method, Random random) => method switch
    {
        OAuth2Auth oauth => oauth with
        {
            TokenPlacement = new() { Name = "X-Token", Value = "{accessToken}" },
            TokenParameters = new Dictionary<string, string> { [Name(random)] = "x" },
            DefaultLifetime = TimeSpan.FromSeconds(random.Next(1, 100)),
        },
        SelfSignedJwtAuth jwt => jwt with { Lifetime = TimeSpan.FromMinutes(random.Next(1, 50)) },
        HmacSignatureAuth hmac => hmac with { StringToSign = "{method}" },
        AwsSignatureV4Auth aws => aws with { Region = Name(random) },
        BearerAuth bearer => bearer with { RejectedStatusCodes = [401, 403] },
        _ => method with { RejectedStatusCodes = [403] },
    };

    private static ConnectorDefinition EditAlternatives(ConnectorDefinition definition, Random random)
    {
        IReadOnlyList<AuthAlternative>? alternatives = random.Next(4) switch
        {
            0 => null,
            1 => [],
            2 => [new() { Methods = [Any(definition, random).Id] }],
            _ => [new() { Methods = [Any(definition, random).Id] }, new() { Methods = [Any(definition, random).Id] }],
        };
        var index = random.Next(definition.Endpoints.Count);
        return definition with
        {
            Endpoints =
            [
                .. definition.Endpoints.Select((endpoint, i) => i == index
                    ? endpoint with { AuthAlternatives = alternatives }
                    : endpoint),
            ],
        };
    }

    private static ConnectorDefinition EditInputs(ConnectorDefinition definition, Random random)
    {
        ConnectorInput account = new() { Name = "account", Required = true };
        return definition with
        {
            Inputs = random.Next(3) switch
            {
                0 => [account with { Pattern = "[0-9]+" }],
                1 => [account with { AllowedValues = ["other"], Default = "other" }],
                _ => [.. definition.Inputs, new() { Name = Name(random), Default = "x", Required = true }],
            },
        };
    }

    private static ConnectorDefinition MoveEndpoint(ConnectorDefinition definition, Random random)
    {
        var index = random.Next(definition.Endpoints.Count);
        // At the same origin it would be a path change, which reaches existing connections by design.
        var isAtBase = definition.Endpoints[index].Id != "files";
        string? url = random.Next(4) switch
        {
            0 => null,
            1 => "https://files.twin.example/{account}",
            2 when !isAtBase => TwinDefinition.BaseUrl(TwinDefinition.Origin, "v1"),
            _ => $"https://{Name(random)}.moved.example",
        };
        return definition with
        {
            Endpoints =
            [
                .. definition.Endpoints.Select((endpoint, i) => i == index
                    ? endpoint with { BaseUrl = url }
                    : endpoint),
            ],
        };
    }

    private static ConnectorDefinition Delete(ConnectorDefinition definition, Random random)
    {
        if (definition.AuthMethods.Count < 2) return definition;
        var deleted = Any(definition, random);
        return definition with
        {
            AuthMethods = [.. definition.AuthMethods.Where(method => method != deleted)],
            Endpoints =
            [
                .. definition.Endpoints.Select(endpoint => endpoint with
                {
                    AuthAlternatives = endpoint.AuthAlternatives is { } own
                        ? [.. own.Where(alternative => !alternative.Methods.Contains(deleted.Id))]
                        : null,
                }),
            ],
        };
    }

    private static ConnectorDefinition EditOAuth2(
        ConnectorDefinition definition, Random random, Func<OAuth2Auth, AuthMethod> edit) =>
        EditOne(definition, random, (method, _) => method is OAuth2Auth oauth ? edit(oauth) : method);

    private static ConnectorDefinition EditOne(
        ConnectorDefinition definition, Random random, Func<AuthMethod, Random, AuthMethod> edit)
    {
        var index = random.Next(definition.AuthMethods.Count);
        return definition with
        {
            AuthMethods =
            [
                .. definition.AuthMethods.Select((method, i) => i == index ? edit(method, random) : method),
            ],
        };
    }

    private static AuthMethod Any(ConnectorDefinition definition, Random random) =>
        definition.AuthMethods[random.Next(definition.AuthMethods.Count)];

    private static AuthMethod Other(Random random) => TwinMethods.All[random.Next(TwinMethods.All.Count)].Method;
}
