namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>A row with a record of the domain in it.</summary>
internal interface IPayloadRow
{
    /// <summary>The format of the payload, so that what an older release wrote stays readable.</summary>
    int Format { get; }

    /// <summary>The record, as JSON.</summary>
    string Payload { get; }
}
