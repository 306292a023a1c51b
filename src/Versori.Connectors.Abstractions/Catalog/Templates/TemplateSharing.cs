using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Which connections a template uses.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TemplateSharing>))]
public enum TemplateSharing
{
    /// <summary>The host's own connection, shared by all users.</summary>
    Shared,

    /// <summary>The connection of the end user on whose behalf a call is made.</summary>
    PerOwner,
}
