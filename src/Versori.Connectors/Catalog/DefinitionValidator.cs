using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.SessionToken;
using Versori.Connectors.Connecting;
using Versori.Connectors.Http;
using Versori.Connectors.Serialization;
using Versori.Connectors.Webhooks;

namespace Versori.Connectors.Catalog;

/// <summary>Says what is wrong with a definition, each problem with a JSON pointer.</summary>
internal sealed class DefinitionValidator(AuthMethodHandlers handlers)
{
    public IReadOnlyList<ConnectorError> Validate(ConnectorDefinition definition)
    {
        var problems = new DefinitionProblems();
        var inputs = definition.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        if (definition.Id == default) problems.Add("/id", "A definition needs the connector's key.");
        if (string.IsNullOrWhiteSpace(definition.Title)) problems.Add("/title", "A definition needs a title.");
        // What signing in brings along stands beside the inputs.
        var captured = definition.AuthMethods.SelectMany(handlers.CapturedNames).ToHashSet(StringComparer.Ordinal);
        foreach (var name in captured.Where(inputs.Contains)) problems.Add("/authMethods", $"'{name}' is captured, and is an input too; rename one.");
        inputs.UnionWith(captured);
        problems.Unique("/inputs", definition.Inputs, input => input.Name, "input");
        problems.Unique("/authMethods", definition.AuthMethods, method => method.Id, "auth method");
        problems.Unique("/endpoints", definition.Endpoints, endpoint => endpoint.Id, "endpoint");
        problems.Template(new("/baseUrl", definition.BaseUrl, IsUrl: true), inputs);
        CheckBaseUrl(definition, problems);
        HeaderProblems.Check(definition, inputs, problems);
        foreach (var (index, input) in definition.Inputs.Index())
        {
            foreach (var (where, message) in InputValues.Problems(input)) problems.Add($"/inputs/{index}{where}", message);
        }

        CheckAuthMethods(definition, inputs, problems);
        CheckAlternatives("/authAlternatives", definition.AuthAlternatives, definition, problems);
        foreach (var (index, endpoint) in definition.Endpoints.Index()) CheckEndpoint($"/endpoints/{index}", endpoint, definition, inputs, problems);
        WebhookProblems.Check(definition, problems);
        if (definition.CheckEndpoint is { } check && definition.Endpoints.All(endpoint => endpoint.Id != check))
        {
            problems.Add("/checkEndpoint", $"There is no endpoint '{check}'.");
        }

        return problems.All;
    }

    public void ThrowIfInvalid(ConnectorDefinition definition)
    {
        if (Validate(definition) is { Count: > 0 } problems) throw new ConnectorException(problems);
    }

    private static void CheckBaseUrl(ConnectorDefinition definition, DefinitionProblems problems)
    {
        if (!definition.AllowInsecureHttp
            && Uri.TryCreate(definition.BaseUrl, UriKind.Absolute, out var url)
            && url.Scheme == Uri.UriSchemeHttp
            && !Origins.IsSecureEnough(url))
        {
            problems.Add("/baseUrl", "Credentials would travel over plain http. Use https, or set allowInsecureHttp if the system has nothing better.");
        }
    }

    private void CheckAuthMethods(ConnectorDefinition definition, HashSet<string> inputs, DefinitionProblems problems)
    {
        foreach (var (index, method) in definition.AuthMethods.Index())
        {
            var pointer = $"/authMethods/{index}";
            if (string.IsNullOrWhiteSpace(method.Id)) problems.Add($"{pointer}/id", "An auth method needs an id.");
            var handler = handlers.For(method);
            var wrong = handler.Problems(method).Concat(RequestExtras.Problems(method)).Concat(SessionTokenProblems.OfRequests("/captureRequests", method.CaptureRequests)).Concat(SessionTokenProblems.OfRequests("/checkRequests", method.CheckRequests)).ToList();
            foreach (var (where, message) in wrong) problems.Add(pointer + where, message);
            var names = new HashSet<string>(inputs, StringComparer.Ordinal);
            foreach (var name in handler.Names(method).Except(handlers.CapturedNames(method), StringComparer.Ordinal).Where(inputs.Contains)) problems.Add(pointer, $"The method's field '{name}' has the name of an input; templates could not tell them apart.");
            names.UnionWith(handler.Names(method));
            var more = method.CaptureRequests.SelectMany((request, at) => SessionRequests.Templates($"/captureRequests/{at}", request))
                .Concat(method.CheckRequests.SelectMany((request, at) => SessionRequests.Templates($"/checkRequests/{at}", request)))
                .Concat(RequestExtras.Templates(method));
            foreach (var use in handler.Templates(method).Concat(more)) problems.Template(use with { Pointer = pointer + use.Pointer }, names);
        }
    }

    private static void CheckEndpoint(
        string pointer, Endpoint endpoint, ConnectorDefinition definition, HashSet<string> inputs, DefinitionProblems problems)
    {
        if (!HttpTokens.IsToken(endpoint.Method)) problems.Add($"{pointer}/method", $"'{endpoint.Method}' is not an HTTP method.");
        if (!endpoint.Path.StartsWith('/')) problems.Add($"{pointer}/path", "A path begins with a slash.");
        if (endpoint.BaseUrl is { } baseUrl) problems.Template(new($"{pointer}/baseUrl", baseUrl, IsUrl: true), inputs);
        if (endpoint.AuthAlternatives is { } alternatives) CheckAlternatives($"{pointer}/authAlternatives", alternatives, definition, problems);

        var declared = endpoint.Parameters.Where(parameter => parameter.In == ParameterLocation.Path).Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in PathNames(endpoint.Path).Where(name => !declared.Contains(name)))
        {
            problems.Add($"{pointer}/path", $"The path has {{{name}}}, but no path parameter of that name is declared.");
        }
    }

    private static void CheckAlternatives(
        string pointer, IReadOnlyList<AuthAlternative> alternatives, ConnectorDefinition definition, DefinitionProblems problems)
    {
        foreach (var (index, alternative) in alternatives.Index())
        {
            foreach (var id in alternative.Methods.Where(id => definition.AuthMethods.All(method => method.Id != id)))
            {
                problems.Add(JsonPointer.Append($"{pointer}/{index}", "methods"), $"There is no auth method '{id}'.");
            }
        }
    }

    private static IEnumerable<string> PathNames(string path)
    {
        for (var open = path.IndexOf('{', StringComparison.Ordinal); open >= 0; open = path.IndexOf('{', open + 1))
        {
            var close = path.IndexOf('}', open);
            if (close < 0) yield break;
            yield return path[(open + 1)..close];
        }
    }
}
