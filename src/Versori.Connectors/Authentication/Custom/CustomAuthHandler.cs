using System.Text.Json;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.Custom;

/// <summary>Lets a handler of the host's take part like the engine's own: in definitions, snapshots, trial, renewal and redaction.</summary>
internal sealed class CustomAuthHandler(CustomHandlers handlers, IOptions<VersoriConnectorsOptions> options, TimeProvider time)
    : AuthMethodHandler<CustomAuth>(CredentialKind.Fields)
{
    protected override IReadOnlyList<CredentialField> Fields(CustomAuth method, CredentialKind kind) => method.Fields;

    protected override IEnumerable<(string Pointer, string Message)> Problems(CustomAuth method)
    {
        if (method.Settings.Root.ValueKind != JsonValueKind.Object) return [("/settings", "Settings are a JSON object.")];
        if (handlers.Find(method.Handler) is not { } handler) return [("/handler", handlers.Missing(method))];
        return handler.Validate(method.Settings.Root, method.Fields).Select(problem => ("/settings" + Slash(problem.Pointer), problem.Message));
    }

    public override IEnumerable<RequestAuthenticator> Prepare(PreparedMethod method, AuthSnapshot snapshot)
    {
        var own = (CustomAuth)method.Method;
        var authenticators = handlers.For(own).Prepare(CustomContext.Of(own, snapshot, method.Values, method.Token));
        return [.. authenticators.Select(authenticator => new CustomAuthenticator(authenticator))];
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(CustomAuth method, TemplateValues values) =>
        throw new NotSupportedException("A custom method is prepared with its snapshot.");

    public override ITokenSource? TokenSource(AuthMethod method, AuthSnapshot snapshot)
    {
        var own = (CustomAuth)method;
        return handlers.For(own) is ITokenAuthHandler handler ? new CustomTokenSource(own, snapshot, handler, options.Value.RequestTimeout, time) : null;
    }

    private static string Slash(string pointer) => JsonPointer.IsValid(pointer) ? pointer : "/" + pointer;
}
