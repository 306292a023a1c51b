using System.Diagnostics;
using System.Text.Json;

namespace Versori.Connectors;

/// <summary>
/// The method, credential and token that an <see cref="IAuthHandler"/> works with. Its text form does not show values.
/// </summary>
public sealed class AuthHandlerContext
{
    /// <summary>Creates a context, for tests of a host's own handler.</summary>
    /// <param name="method">The method.</param>
    /// <param name="fields">The fields of the credential.</param>
    /// <param name="token">The current token; <see langword="null"/> if there is none.</param>
    /// <param name="inputs">The connection's inputs.</param>
    /// <param name="origins">The connection's origins.</param>
    public AuthHandlerContext(
        CustomAuth method,
        IReadOnlyDictionary<string, Secret> fields,
        IReadOnlyDictionary<string, Secret>? token = null,
        IReadOnlyDictionary<string, string>? inputs = null,
        IReadOnlyList<string>? origins = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(fields);
        Method = method;
        Fields = fields;
        Token = token;
        Inputs = inputs ?? new Dictionary<string, string>(StringComparer.Ordinal);
        Origins = origins ?? [];
    }

    internal AuthHandlerContext(
        CustomAuth method,
        AuthSnapshot snapshot,
        IReadOnlyDictionary<string, Secret> fields,
        IReadOnlyDictionary<string, Secret>? token)
    {
        Method = method;
        Inputs = snapshot.Inputs;
        Origins = snapshot.Origins;
        Fields = fields;
        Token = token;
    }

    /// <summary>The method as it was when the connection was made.</summary>
    public CustomAuth Method { get; }

    /// <summary>The method's settings as they were when the connection was made.</summary>
    public JsonElement Settings => Method.Settings.Root;

    /// <summary>The credential's fields by name. Fields without a value are omitted.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, Secret> Fields { get; }

    /// <summary>The values of the connector's inputs by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; }

    /// <summary>The current token's values by name; <see langword="null"/> when there is no token.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, Secret>? Token { get; }

    /// <summary>The origins that the credential may be sent to in calls. It must not be sent to any other.</summary>
    public IReadOnlyList<string> Origins { get; }

    /// <summary>Returns the method's id.</summary>
    public override string ToString() => Method.Id;
}
