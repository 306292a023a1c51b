using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.SessionToken;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Serialization;
using Versori.Connectors.Webhooks;

namespace Versori.Connectors.Catalog;

/// <summary>Finds the problems of a definition, each with a JSON pointer.</summary>
internal sealed class DefinitionValidator(AuthMethodHandlers handlers)
{
    public IReadOnlyList<ConnectorError> Validate(ConnectorDefinition definition)
    {
        if (DefinitionIntegrity.Find(definition) is { } missing) return [missing];
        var problems = new DefinitionProblems();
        if (definition.Id == default) problems.Add("/id", "A definition needs the connector's key.");
        if (string.IsNullOrWhiteSpace(definition.Title)) problems.Add("/title", "A definition needs a title.");
        var names = DeclaredNames(definition, problems);
        problems.RequireUnique("/inputs", definition.Inputs, input => input.Name, "input");
        problems.RequireUnique("/authMethods", definition.AuthMethods, method => method.Id, "auth method");
        problems.RequireUnique("/endpoints", definition.Endpoints, endpoint => endpoint.Id, "endpoint");
        problems.Expression(new("/baseUrl", definition.BaseUrl, IsUrl: true), names);
        CheckBaseUrl(definition, problems);
        if (definition.AccountLabel is { } label) problems.Expression(new("/accountLabel", label), names);
        HeaderProblems.Check(definition, names, problems);
        AuthorityProblems.Check(definition, names, problems);
        CheckInputs(definition, problems);
        CheckAuthMethods(definition, names, problems);
        EndpointProblems.Check(definition, names, problems);
        WebhookValidator.Check(definition, problems);
        EndpointProblems.CheckCheckEndpoint(definition, problems);
        LimitProblems.Check(definition, problems);
        return problems.All;
    }

    public void ThrowIfInvalid(ConnectorDefinition definition)
    {
        if (Validate(definition) is { Count: > 0 } problems) throw new ConnectorException(problems);
    }

    // Values that are captured at sign-in are used like inputs.
    private HashSet<string> DeclaredNames(ConnectorDefinition definition, DefinitionProblems problems)
    {
        var names = definition.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var captured = definition.AuthMethods.SelectMany(handlers.CapturedNames).ToHashSet(StringComparer.Ordinal);
        foreach (var name in captured.Where(names.Contains))
        {
            problems.Add("/authMethods", $"'{name}' is both a captured value and an input; rename one.");
        }

        names.UnionWith(captured);
        return names;
    }

    private static void CheckBaseUrl(ConnectorDefinition definition, DefinitionProblems problems)
    {
        if (definition.AllowInsecureHttp) return;
        if (!Uri.TryCreate(definition.BaseUrl, UriKind.Absolute, out var url)) return;
        if (url.Scheme != Uri.UriSchemeHttp || Origins.IsSecure(url)) return;
        problems.Add(
            "/baseUrl",
            "Credentials would be sent over plain http. "
                + "Use https, or set allowInsecureHttp if the system does not support it.");
    }

    private static void CheckInputs(ConnectorDefinition definition, DefinitionProblems problems)
    {
        foreach (var (index, input) in definition.Inputs.Index())
        {
            foreach (var (pointer, message) in InputValues.Problems(input))
            {
                problems.Add($"/inputs/{index}{pointer}", message);
            }
        }
    }

    private void CheckAuthMethods(
        ConnectorDefinition definition, HashSet<string> declared, DefinitionProblems problems)
    {
        foreach (var (index, method) in definition.AuthMethods.Index())
        {
            var pointer = $"/authMethods/{index}";
            if (string.IsNullOrWhiteSpace(method.Id)) problems.Add($"{pointer}/id", "An auth method needs an id.");
            foreach (var (where, message) in Problems(method)) problems.Add(pointer + where, message);
            var names = new HashSet<string>(declared, StringComparer.Ordinal);
            foreach (var name in FieldsNamedLikeInputs(method, declared))
            {
                problems.Add(
                    pointer,
                    $"The method's field '{name}' has the name of an input; expressions could not distinguish them.");
            }

            names.UnionWith(handlers.For(method).PlaceholderNames(method));
            foreach (var use in Expressions(method))
            {
                problems.Expression(use with { Pointer = pointer + use.Pointer }, names);
            }
        }
    }

    private List<(string Pointer, string Message)> Problems(AuthMethod method) =>
    [
        .. handlers.For(method).Problems(method),
        .. RequestExtras.Problems(method),
        .. SessionTokenProblems.OfRequests("/captureRequests", method.CaptureRequests),
        .. SessionTokenProblems.OfRequests("/checkRequests", method.CheckRequests),
    ];

    private IEnumerable<string> FieldsNamedLikeInputs(AuthMethod method, HashSet<string> inputs) =>
        handlers.For(method).PlaceholderNames(method)
            .Except(handlers.CapturedNames(method), StringComparer.Ordinal)
            .Where(inputs.Contains);

    private IEnumerable<ExpressionUse> Expressions(AuthMethod method) => handlers.For(method).Expressions(method)
        .Concat(Expressions("/captureRequests", method.CaptureRequests))
        .Concat(Expressions("/checkRequests", method.CheckRequests))
        .Concat(RequestExtras.Expressions(method));

    private static IEnumerable<ExpressionUse> Expressions(string pointer, IReadOnlyList<AuthRequest> requests) =>
        requests.SelectMany((request, index) => SessionRequests.Templates($"{pointer}/{index}", request));
}
