namespace Authentik.Changes;

/// <summary>How much is read before a change, to describe it.</summary>
internal enum ChangeDetail
{
    /// <summary>No more than the change needs.</summary>
    Sent,

    /// <summary>What a question says: which values of a row were edited, and what they replace.</summary>
    Asked,

    /// <summary>What -WhatIf says: also which names would not be found.</summary>
    Shown,
}
